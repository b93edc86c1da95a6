/** Milliseconds of processor time that this process has taken: what tests measure, because others may keep it waiting. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
