import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** java CookieManagerClient.java <url> <clients> <requests> */
public class CookieManagerClient {
  public static void main(String[] args) throws Exception {
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new TrustEveryone()}, null);
    var request = HttpRequest.newBuilder(URI.create(args[0])).build();
    for (int number = 0; number < Integer.parseInt(args[1]); number++) {
      var client = HttpClient.newBuilder().sslContext(tls).cookieHandler(new CookieManager()).build();
      for (int sent = 0; sent < Integer.parseInt(args[2]); sent++) {
        var response = client.send(request, BodyHandlers.ofString());
        var headers = response.headers();
        System.out.printf(
            "{\"client\":%d,\"protocol\":\"%s\",\"pod\":\"%s\",\"setCookie\":\"%s\"}%n",
            number,
            response.version(),
            headers.firstValue("x-pod").orElse(""),
            headers.firstValue("set-cookie").orElse("").replace("\"", "\\\""));
      }
    }
  }

  static class TrustEveryone extends X509ExtendedTrustManager {
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
