/** The part of yargs that is used here; the package brings no types of its own. */
declare module 'yargs' {
  interface YargsOption {
    readonly alias?: string;
    readonly describe?: string;
    readonly group?: string;
    readonly type?: 'string' | 'boolean';
    readonly choices?: readonly string[];
    readonly defaultDescription?: string;
  }

  export interface Yargs {
    options(options: Readonly<Record<string, YargsOption>>): Yargs;
    parserConfiguration(configuration: Readonly<Record<string, boolean>>): Yargs;
    detectLocale(detect: boolean): Yargs;
    help(enabled: boolean): Yargs;
    version(enabled: boolean): Yargs;
    exitProcess(enabled: boolean): Yargs;
    fail(enabled: false): Yargs;
    scriptName(name: string): Yargs;
    usage(text: string): Yargs;
    example(command: string, text: string): Yargs;
    epilogue(text: string): Yargs;
    wrap(columns: number): Yargs;
    getHelp(): Promise<string>;
    parseSync(): Readonly<Record<string, unknown>>;
  }

  const yargs: (args: readonly string[]) => Yargs;
  export default yargs;
}
