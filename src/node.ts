/** What shortcut2py can do on Node beyond its core: reading files and links, and checking signatures. */
export { AccessError } from "./diagnostics/access-error.ts";
export type { AccessErrorCode } from "./diagnostics/catalogue.ts";
export { fetchShortcut, parseShareLink } from "./node/icloud.ts";
export type { FetchOptions } from "./node/icloud.ts";
export { readInput } from "./node/input.ts";
export type { Input } from "./node/input-bytes.ts";
export { signShortcut } from "./node/sign.ts";
export type { SignedShortcut, SigningMode, SignOptions } from "./node/sign.ts";
export { verifySignature } from "./node/signature.ts";
export type { SignatureCheck, SignatureReport, TrustAnchors } from "./node/signature.ts";
export { loadExtendedRegistry, loadRegistry } from "./node/registry/load.ts";
