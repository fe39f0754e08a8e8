/** Resources that bring a template with them (facts/arm-templates.md §3.6, §3.7). */

/** How a template that is no root comes to be deployed; null = the root template itself. */
export type Carrier = 'deployment' | 'stack' | 'template-spec' | 'content-template' | 'policy';

const CARRIERS = new Set([
  'microsoft.resources/deployments',
  'microsoft.resources/deploymentstacks',
  'microsoft.resources/templatespecs/versions',
  'microsoft.authorization/policydefinitions',
]);

export function isCarrier(typeName: string): boolean {
  return CARRIERS.has(typeName) || typeName.endsWith('/contenttemplates');
}
