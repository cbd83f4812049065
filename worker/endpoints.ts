/** Every call of our own API: what is documented, who may call it, and which methods an address takes. */
import { alertKeyCalls } from "./alerts/alert-keys/contract.ts";
import { integrationCalls } from "./alerts/integrations/contract.ts";
import { digestCalls } from "./digests/contract.ts";
import { incidentCalls } from "./incidents/contract/incident-calls.ts";
import { nowCalls } from "./incidents/contract/now.ts";
import { pageActionCalls } from "./incidents/contract/page-action-calls.ts";
import { replayLinkCalls } from "./incidents/replay-links/contract.ts";
import { metricsCalls } from "./metrics/contract.ts";
import { monitorCalls } from "./monitoring/monitors/contract.ts";
import { overrideCalls, scheduleCalls } from "./oncall/schedules/contract.ts";
import { contactMethodCalls } from "./paging/contact-methods/contract.ts";
import { policyCalls } from "./paging/policies/contract.ts";
import { documentCalls, pushCalls } from "./paging/push-key/contract.ts";
import { severityPolicyCalls } from "./paging/severity-policy/contract.ts";
import { webhookCalls } from "./paging/webhooks/contract.ts";
import { auditLogCalls } from "./people/audit-log/contract.ts";
import { meCalls } from "./people/me/contract.ts";
import { settingsCalls } from "./people/settings/contract.ts";
import { inviteCalls, pairingCalls, sessionCalls, setupCalls } from "./people/sign-in/contract.ts";
import { teamCalls } from "./people/teams/contract.ts";
import { tokenCalls } from "./people/tokens/contract.ts";
import { userCalls } from "./people/users/contract.ts";
import type { Endpoint } from "./platform/contract/endpoint.ts";
import { remediationCalls } from "./remediation/contract.ts";
import { actionItemCalls } from "./reviews/action-items/contract.ts";
import { reviewCalls } from "./reviews/review/contract/review-calls.ts";
import { trackerCalls } from "./reviews/trackers/contract.ts";
import { serviceCalls } from "./services/contract.ts";
import { componentCalls } from "./status/components/contract.ts";

export const ENDPOINTS: readonly Endpoint[] = [
	incidentCalls,
	replayLinkCalls,
	pageActionCalls,
	setupCalls,
	sessionCalls,
	pairingCalls,
	inviteCalls,
	meCalls,
	nowCalls,
	userCalls,
	contactMethodCalls,
	teamCalls,
	scheduleCalls,
	overrideCalls,
	policyCalls,
	serviceCalls,
	integrationCalls,
	alertKeyCalls,
	monitorCalls,
	severityPolicyCalls,
	componentCalls,
	remediationCalls,
	settingsCalls,
	reviewCalls,
	actionItemCalls,
	trackerCalls,
	webhookCalls,
	tokenCalls,
	auditLogCalls,
	metricsCalls,
	digestCalls,
	pushCalls,
	documentCalls,
].flatMap((calls) => Object.values<Endpoint>(calls));

const MATCHERS = ENDPOINTS.map((endpoint) => ({
	endpoint,
	matches: new RegExp(`^${endpoint.path.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
}));

/** The calls that an address knows, one a method; none for an address that we do not serve. */
export function endpointsAt(path: string): Endpoint[] {
	return MATCHERS.filter(({ matches }) => matches.test(path)).map(({ endpoint }) => endpoint);
}

/** What stands for a parameter of the endpoint's path in this address; undefined when the address is not its. */
export function paramOf(endpoint: Endpoint, name: string, path: string): string | undefined {
	return MATCHERS.find((each) => each.endpoint === endpoint)?.matches.exec(path)?.groups?.[name];
}
