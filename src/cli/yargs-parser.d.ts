/** The part of yargs-parser that is used here; the package brings no types of its own. */
declare module 'yargs-parser' {
  namespace parser {
    interface Options {
      readonly boolean: readonly string[];
      readonly string: readonly string[];
      readonly alias: Readonly<Record<string, string>>;
      readonly configuration: Readonly<Record<string, boolean>>;
    }
  }

  /** Takes its arguments apart in place. */
  const parser: (args: string[], options: parser.Options) => Readonly<Record<string, unknown>>;
  export default parser;
}
