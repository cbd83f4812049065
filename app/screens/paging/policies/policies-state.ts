import type { Severity } from "../../../../worker/paging/rules/severity.ts";
import { api, type Result } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { List, Policy, Webhook } from "../../../state/wire.ts";
import type { PolicyDraft } from "./policy-draft.ts";
import type { Finding, PolicyFindings, PolicyPreview } from "./wire.ts";

export const policyResource = (id: string): Resource<Policy> =>
	cached<Policy>(`/escalation-policies/${id}`, () => api("GET", `/escalation-policies/${id}`));

export const findingsResource = (id: string): Resource<List<Finding>> =>
	cached<List<Finding>>(`/escalation-policies/${id}/findings`, () =>
		api("GET", `/escalation-policies/${id}/findings`),
	);

export const allFindingsResource = (): Resource<List<PolicyFindings>> =>
	cached<List<PolicyFindings>>("/escalation-policy-findings?limit=200", () =>
		api("GET", "/escalation-policy-findings?limit=200"),
	);

/** For admins, who alone may see them. */
export const webhooksResource = (): Resource<List<Webhook>> =>
	cached<List<Webhook>>("/webhooks?limit=200", () => api("GET", "/webhooks?limit=200"));

/** What fails, in the preview. No service: one without a team. */
export interface Failing {
	serviceId: string | null;
	severity: Severity;
}

export const previewPolicy = (
	{ levels, repeat }: Pick<PolicyDraft, "levels" | "repeat">,
	failing: Failing,
): Promise<Result<PolicyPreview>> =>
	api("POST", "/escalation-policy-previews", { levels, repeat, ...failing });

export const savePolicy = (
	draft: PolicyDraft,
	saved: Pick<Policy, "id" | "version"> | null,
): Promise<Result<Policy>> => {
	const body = { ...draft, name: draft.name.trim() };
	if (!saved) return api("POST", "/escalation-policies", body);
	return api("PATCH", `/escalation-policies/${saved.id}`, body, { ifMatch: saved.version });
};
