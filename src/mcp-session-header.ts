/** Header in which MCP servers name a session. */
export const MCP_SESSION_HEADER = 'Mcp-Session-Id';
