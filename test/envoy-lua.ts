import { lauxlib, lua, lualib, to_luastring } from 'fengari';

/** By names in lower case, as Envoy keeps them. */
export type Headers = Readonly<Record<string, string>>;

/** What Envoy gives a script: the part that our scripts use. */
const HANDLE = `
handle = {
  headers = function()
    return {
      get = function(_, name) return headers[name:lower()] end,
      remove = function(_, name) headers[name:lower()] = nil end,
      replace = function(_, name, value) headers[name:lower()] = value end,
    }
  end,
}
`;

/** A Lua filter of Envoy: what it makes of the headers of a request, and of those of a response. */
export function luaFilter(script: string): Record<'onRequest' | 'onResponse', (headers: Headers) => Headers> {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);

  function run(code: string): void {
    if (lauxlib.luaL_dostring(state, to_luastring(code)) !== lua.LUA_OK) {
      throw new Error(lua.lua_tojsstring(state, -1));
    }
  }

  function call(name: string, headers: Headers): Headers {
    lua.lua_newtable(state);
    for (const [header, value] of Object.entries(headers)) {
      lua.lua_pushliteral(state, value);
      lua.lua_setfield(state, -2, to_luastring(header));
    }
    lua.lua_setglobal(state, to_luastring('headers'));
    run(`${name}(handle)`);
    return readHeaders();
  }

  function readHeaders(): Headers {
    const headers: Record<string, string> = {};
    lua.lua_getglobal(state, to_luastring('headers'));
    lua.lua_pushnil(state);
    while (lua.lua_next(state, -2)) {
      headers[lua.lua_tojsstring(state, -2)] = lua.lua_tojsstring(state, -1);
      lua.lua_pop(state, 1);
    }
    lua.lua_pop(state, 1);
    return headers;
  }

  run(HANDLE + script);
  return {
    onRequest: (headers) => call('envoy_on_request', headers),
    onResponse: (headers) => call('envoy_on_response', headers),
  };
}
