/** Values that a deployment may override, taken for granted: what a finding then rests on, in words. */
import type { Assumption } from '../model.ts';

/** Where the value stands that was taken. */
export interface Taken {
  readonly name: string;
  readonly at: Assumption['at'];
}

/** App settings carry values of the app's files or of its site (`link/app-settings.ts`), all else its own default. */
export function taken({ name, at }: Taken): Assumption {
  const setting = /@appsetting\('([^']*)'\)$/i.exec(name)?.[1];
  if (setting === undefined || at === null) return { text: `the default of ${name} is kept`, at, softens: true };
  return {
    text: `the app setting '${setting}' is as '${at.file}' gives it`,
    at,
    // Local settings are for a developer's machine; those of the site are what is deployed.
    softens: isLocal(at.file),
  };
}

function isLocal(file: string): boolean {
  return /(?:^|[/:])local\.settings\.json$/i.test(file);
}
