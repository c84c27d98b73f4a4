/** Milliseconds that this thread has computed: what other programs do beside it does not count, as on a clock it would. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
