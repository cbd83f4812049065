/** Every inbound format that is built, in the order in which the API names them. To add one is to add it here. */
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import { alertmanager } from "./alertmanager/format.ts";
import { eventsV2 } from "./events-v2/format.ts";
import { generic } from "./generic/format.ts";
import type { InboundFormat } from "./inbound-format.ts";

const BUILT = [eventsV2, alertmanager, generic] as const;

export const FORMATS: readonly InboundFormat[] = BUILT;
export const SERVED_KINDS = BUILT.map(({ kind }) => kind);

/** Undefined for a kind that is not built. */
export function formatOf(kind: IntegrationKind): InboundFormat | undefined {
	return FORMATS.find((format) => format.kind === kind);
}
