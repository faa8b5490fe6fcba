const PLACEHOLDER_HOST = /(?:^|\.)example\.com$|\.invalid$|^path$|^(?:www\.)?(?:tbc|tba|none|test)$/i

/** Whether a host name only stands in for a real one: `example.com`, `*.invalid`, `path` as in https://path/to/. */
export function isPlaceholderHost(host: string): boolean {
  return PLACEHOLDER_HOST.test(host)
}
