const PYTHON = `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`;
const JAVA = `abstract assert boolean break byte case catch char class const continue default do double else enum extends false final
  finally float for goto if implements import instanceof int interface long native new null package private protected public return
  short static strictfp super switch synchronized this throw throws transient true try void volatile while`;
const GO = `break case chan const continue default defer else fallthrough for func go goto if import interface map package range return
  select struct switch type var`;

/** The keywords of the languages to which the package is translated. */
export const KEYWORDS: ReadonlySet<string> = new Set(`${PYTHON} ${JAVA} ${GO}`.split(/\s+/));
