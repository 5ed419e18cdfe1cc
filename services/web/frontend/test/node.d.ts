/** The little of Node that tests use. All of its types would turn the page's own timers into Node's. */
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
