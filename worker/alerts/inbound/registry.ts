/** Every inbound format that is built, in the order in which the API names them. To add one is to add it here. */
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import { alertmanager } from "./alertmanager/format.ts";
import { cloudwatch } from "./cloudwatch/format.ts";
import { datadog } from "./datadog/format.ts";
import { eventsV2 } from "./events-v2/format.ts";
import { generic } from "./generic/format.ts";
import { github } from "./github/format.ts";
import { grafana } from "./grafana/format.ts";
import type { InboundFormat } from "./inbound-format.ts";
import { opsgenie } from "./opsgenie/format.ts";
import { sentry } from "./sentry/format.ts";
import { uptimeKuma } from "./uptime-kuma/format.ts";

const BUILT = [
	...([eventsV2, alertmanager, grafana, opsgenie, generic, sentry, datadog, cloudwatch, github] as const),
	uptimeKuma,
] as const;

export const FORMATS: readonly InboundFormat[] = BUILT;
export const SERVED_KINDS = BUILT.map(({ kind }) => kind);

/** Undefined for a kind that is not built. */
export function formatOf(kind: IntegrationKind): InboundFormat | undefined {
	return FORMATS.find((format) => format.kind === kind);
}
