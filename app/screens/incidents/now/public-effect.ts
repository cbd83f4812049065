import { publicName } from "../../../../worker/incidents/rules/public-name.ts";
import type { Severity, SeverityRule } from "../../../../worker/paging/rules/severity.ts";
import type { Service } from "../../../state/wire.ts";

/**
 * What the public reads at once when this is declared, or that it reads nothing; null while that is not known. The
 * `component` has the service's name on the status page.
 */
export function publicEffect(
	service: Pick<Service, "name" | "componentId" | "publicTitle"> | undefined,
	severity: Severity | null,
	known: { component?: string; policy?: Pick<SeverityRule, "severity" | "publish">[] },
): string | null {
	if (!service || severity === null) return null;
	if (service.componentId === null)
		return `Nothing becomes public: ${service.name} isn’t on the status page.`;
	const publish = known.policy?.find((one) => one.severity === severity)?.publish;
	if (publish === undefined) return null;
	const name = publicName(known.component ?? service.name, severity, service.publicTitle);
	if (publish === "automatic") return `The status page says at once: “${name}”.`;
	return "The status page says that it is being checked, and no more until someone tells the public.";
}
