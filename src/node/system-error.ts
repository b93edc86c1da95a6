/** What the operating system said, in words; its own message would repeat the path and name the system call. */
export function describeSystemError(error: unknown): string {
  const code = systemErrorCode(error);
  return (code === undefined ? undefined : SYSTEM_ERRORS[code]) ?? code ?? String(error);
}

export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const SYSTEM_ERRORS: Record<string, string> = {
  EACCES: "permission denied",
  EEXIST: "there is a file of that name",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go round in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or directory",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is not a directory",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
};
