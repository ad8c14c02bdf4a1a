/** What test/envoy-lua.ts uses of fengari, which has no types of its own. */
declare module 'fengari' {
  interface State {
    readonly brand: 'lua_State';
  }
  type LuaString = Uint8Array;

  export const lua: {
    readonly LUA_OK: number;
    lua_getglobal(state: State, name: LuaString): void;
    lua_newtable(state: State): void;
    lua_next(state: State, index: number): number;
    lua_pop(state: State, count: number): void;
    lua_pushliteral(state: State, text: string): void;
    lua_pushnil(state: State): void;
    lua_setfield(state: State, index: number, name: LuaString): void;
    lua_setglobal(state: State, name: LuaString): void;
    lua_tojsstring(state: State, index: number): string;
  };
  export const lauxlib: {
    luaL_dostring(state: State, code: LuaString): number;
    luaL_newstate(): State;
  };
  export const lualib: { luaL_openlibs(state: State): void };
  export function to_luastring(text: string): LuaString;
}
