import type { integrationOut } from "../../../worker/alerts/integrations/contract.ts";

export type Integration = (typeof integrationOut)["_output"];

export const KINDS = {
	"events-v2": "Events API v2, as PagerDuty speaks it",
	alertmanager: "Prometheus Alertmanager",
	generic: "Any tool that can send JSON",
} as const;
export type Kind = keyof typeof KINDS;
export const kindName = (kind: string) => (KINDS as Record<string, string>)[kind] ?? kind;
