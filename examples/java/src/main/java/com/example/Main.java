package com.example;

import org.cdk8s.App;

public final class Main {
    public static void main(final String[] args) {
        try {
            final App app = new App();
            new McpServer(app, "mcp-server", "mcp-server");
            new Shop(app, "shop", "shop");
            new Quotes(app, "quotes", "quotes");
            new Rooms(app, "rooms", "rooms");
            app.synth();
        } catch (final RuntimeException e) {
            exit(e);
        }
    }

    /** Prints an error of the constructs without the stack that jsii adds to its message. */
    private static void exit(final RuntimeException e) {
        final String message = String.valueOf(e.getMessage());
        final int stack = message.indexOf("\n@jsii/kernel.");
        if (stack < 0) {
            throw e;
        }
        System.err.println(message.substring(0, stack));
        System.exit(1);
    }
}
