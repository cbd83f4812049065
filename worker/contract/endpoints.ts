/** Every call of our own API: what is documented, who may call it, and which methods an address takes. */
import { alertKeyCalls } from "./alert-keys.ts";
import { auditLogCalls } from "./audit-log.ts";
import { componentCalls } from "./components.ts";
import { contactMethodCalls } from "./contact-methods.ts";
import type { Endpoint } from "./endpoint.ts";
import { inviteCalls, pairingCalls, sessionCalls, setupCalls } from "./entry.ts";
import { incidentCalls } from "./incident-calls.ts";
import { integrationCalls } from "./integrations.ts";
import { meCalls } from "./me.ts";
import { monitorCalls } from "./monitors.ts";
import { nowCalls } from "./now.ts";
import { pageActionCalls } from "./page-action-calls.ts";
import { policyCalls } from "./policies.ts";
import { documentCalls, pushCalls } from "./push.ts";
import { overrideCalls, scheduleCalls } from "./schedules.ts";
import { serviceCalls } from "./services.ts";
import { severityPolicyCalls } from "./severity-policy.ts";
import { teamCalls } from "./teams.ts";
import { tokenCalls } from "./tokens.ts";
import { userCalls } from "./users.ts";
import { webhookCalls } from "./webhooks.ts";

export const ENDPOINTS: readonly Endpoint[] = [
	incidentCalls,
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
	webhookCalls,
	tokenCalls,
	auditLogCalls,
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
