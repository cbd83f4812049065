/** Everything that answers HTTP, and every call of our own API: docs/calls.md says who may call what. */

import type { Hono } from "hono";
import { alertKeyCalls } from "./alerts/alert-keys/contract.ts";
import { alertKeyRoutes } from "./alerts/alert-keys/routes.ts";
import { changeRoutes } from "./alerts/changes/routes.ts";
import { heartbeatPingRoutes } from "./alerts/heartbeat-pings/routes.ts";
import { inboundRoutes } from "./alerts/inbound/routes.ts";
import { integrationCalls } from "./alerts/integrations/contract.ts";
import { integrationRoutes } from "./alerts/integrations/routes.ts";
import { slashCommandRoutes } from "./alerts/slash-command/routes.ts";
import { configurationCalls } from "./configuration/contract.ts";
import { configurationRoutes } from "./configuration/routes.ts";
import { digestCalls } from "./digests/contract.ts";
import { digestRoutes } from "./digests/routes.ts";
import { documentRoutes } from "./document.ts";
import { escalationCalls } from "./incidents/contract/escalation.ts";
import { incidentCalls } from "./incidents/contract/incident-calls.ts";
import { nowCalls } from "./incidents/contract/now.ts";
import { pageActionCalls } from "./incidents/contract/page-action-calls.ts";
import { policyPreviewCalls } from "./incidents/contract/policy-preview.ts";
import { rehearsalCalls } from "./incidents/rehearsals/contract.ts";
import { rehearsalRoutes } from "./incidents/rehearsals/routes.ts";
import { replayLinkCalls } from "./incidents/replay-links/contract.ts";
import { replayLinkRoutes } from "./incidents/replay-links/routes.ts";
import { escalationRoutes } from "./incidents/routes/escalation.ts";
import { incidentRoutes } from "./incidents/routes/incidents.ts";
import { nowRoutes } from "./incidents/routes/now.ts";
import { pageActionRoutes } from "./incidents/routes/page-actions.ts";
import { policyPreviewRoutes } from "./incidents/routes/policy-preview.ts";
import { replayRoutes } from "./incidents/routes/replay.ts";
import { stakeholderLinkCalls } from "./incidents/stakeholder-links/contract.ts";
import { stakeholderLinkRoutes } from "./incidents/stakeholder-links/routes.ts";
import { maintenanceCalls } from "./maintenance/maintenances/contract.ts";
import { maintenanceRoutes } from "./maintenance/maintenances/routes.ts";
import { metricsCalls } from "./metrics/contract.ts";
import { metricsRoutes } from "./metrics/routes.ts";
import { heartbeatRoutes } from "./monitoring/heartbeats/routes.ts";
import { monitorCalls } from "./monitoring/monitors/contract.ts";
import { monitorRoutes } from "./monitoring/monitors/routes.ts";
import { calendarCalls } from "./oncall/calendars/contract.ts";
import { calendarRoutes } from "./oncall/calendars/routes.ts";
import { overrideCalls, scheduleCalls } from "./oncall/schedules/contract.ts";
import { onCallRoutes } from "./oncall/schedules/on-call-routes.ts";
import { scheduleRoutes } from "./oncall/schedules/routes.ts";
import { healthRoutes } from "./operations/health.ts";
import { prometheusRoutes } from "./operations/prometheus.ts";
import { methodCodeRoutes } from "./paging/contact-methods/code-routes.ts";
import { contactMethodCalls } from "./paging/contact-methods/contract.ts";
import { contactMethodRoutes } from "./paging/contact-methods/routes.ts";
import { phoneUsageCalls } from "./paging/phone-usage/contract.ts";
import { phoneUsageRoutes } from "./paging/phone-usage/routes.ts";
import { policyCalls } from "./paging/policies/contract.ts";
import { policyRoutes } from "./paging/policies/routes.ts";
import { findingCalls } from "./paging/policy-findings/contract.ts";
import { findingRoutes } from "./paging/policy-findings/routes.ts";
import { documentCalls, pushCalls } from "./paging/push-key/contract.ts";
import { pushoverRoutes } from "./paging/replies/pushover-routes.ts";
import { slackRoutes } from "./paging/replies/slack-routes.ts";
import { telegramRoutes } from "./paging/replies/telegram-routes.ts";
import { telnyxRoutes } from "./paging/replies/telnyx-routes.ts";
import { textRoutes } from "./paging/replies/text-routes.ts";
import { twilioRoutes } from "./paging/replies/twilio-routes.ts";
import { severityPolicyCalls } from "./paging/severity-policy/contract.ts";
import { severityPolicyRoutes } from "./paging/severity-policy/routes.ts";
import { webhookCalls } from "./paging/webhooks/contract.ts";
import { deliveryRoutes } from "./paging/webhooks/delivery-routes.ts";
import { webhookRoutes } from "./paging/webhooks/routes.ts";
import { auditLogCalls } from "./people/audit-log/contract.ts";
import { auditLogRoutes } from "./people/audit-log/routes.ts";
import { meCalls } from "./people/me/contract.ts";
import { meRoutes } from "./people/me/routes.ts";
import { settingsCalls } from "./people/settings/contract.ts";
import { settingsRoutes } from "./people/settings/routes.ts";
import { inviteCalls, pairingCalls, sessionCalls, setupCalls } from "./people/sign-in/contract.ts";
import { inviteRoutes } from "./people/sign-in/invite-routes.ts";
import { pairingRoutes } from "./people/sign-in/pairing-routes.ts";
import { sessionRoutes } from "./people/sign-in/session-routes.ts";
import { setupRoutes } from "./people/sign-in/setup-routes.ts";
import { singleSignOnCalls } from "./people/single-sign-on/contract.ts";
import { singleSignOnRoutes } from "./people/single-sign-on/routes.ts";
import { teamCalls } from "./people/teams/contract.ts";
import { teamRoutes } from "./people/teams/routes.ts";
import { tokenCalls } from "./people/tokens/contract.ts";
import { tokenRoutes } from "./people/tokens/routes.ts";
import { userCalls } from "./people/users/contract.ts";
import { userRoutes } from "./people/users/routes.ts";
import type { Endpoint } from "./platform/contract/endpoint.ts";
import type { AppEnv } from "./platform/http/app-env.ts";
import { remediationCalls } from "./remediation/contract.ts";
import { remediationRoutes } from "./remediation/routes.ts";
import { reportCalls } from "./reports/contract.ts";
import { reportRoutes } from "./reports/routes.tsx";
import { actionItemCommandRoutes } from "./reviews/action-items/command-routes.ts";
import { actionItemCalls } from "./reviews/action-items/contract.ts";
import { actionItemRoutes } from "./reviews/action-items/routes.ts";
import { contextCalls } from "./reviews/context/contract.ts";
import { contextRoutes } from "./reviews/context/routes.ts";
import { reviewCommandRoutes } from "./reviews/review/command-routes.ts";
import { reviewCalls } from "./reviews/review/contract/review-calls.ts";
import { reviewFileRoutes } from "./reviews/review/file-routes.ts";
import { proposalRoutes } from "./reviews/review/proposal-routes.ts";
import { reviewRoutes } from "./reviews/review/routes.ts";
import { sectionRoutes } from "./reviews/review/section-routes.ts";
import { trackerCalls } from "./reviews/trackers/contract.ts";
import { trackerRoutes } from "./reviews/trackers/routes.ts";
import { runbookCalls } from "./runbooks/contract.ts";
import { runbookRoutes } from "./runbooks/routes.ts";
import { serviceCalls } from "./services/contract.ts";
import { serviceHealthCalls } from "./services/health/contract.ts";
import { serviceHealthRoutes } from "./services/health/routes.ts";
import { serviceRoutes } from "./services/routes.ts";
import { checkInCalls, hereCalls } from "./shifts/check-ins/contract.ts";
import { checkInRoutes } from "./shifts/check-ins/routes.ts";
import { coverCalls } from "./shifts/cover/contract.ts";
import { coverRoutes } from "./shifts/cover/routes.ts";
import { readinessCalls } from "./shifts/readiness/contract.ts";
import { readinessRoutes } from "./shifts/readiness/routes.ts";
import { componentCalls } from "./status/components/contract.ts";
import { componentRoutes } from "./status/components/routes.ts";
import { draftCalls } from "./status/draft/contract.ts";
import { draftRoutes } from "./status/draft/routes.tsx";
import { publicRoutes } from "./status/routes.tsx";
import { subscriberRoutes } from "./subscribers/admin-routes.ts";
import { subscriberCalls } from "./subscribers/contract.ts";
import { subscriptionRoutes } from "./subscribers/routes.tsx";

/** What serves, and the calls that it adds to the API. Parts that add none serve calls of others, or no API. */
type Part = [routes: Hono<AppEnv>, ...calls: Readonly<Record<string, Endpoint>>[]];

export const PARTS: readonly Part[] = [
	[publicRoutes],
	[subscriptionRoutes, subscriberCalls],
	[subscriberRoutes],
	[reportRoutes, reportCalls],
	[inboundRoutes],
	[heartbeatPingRoutes],
	[changeRoutes],
	[healthRoutes],
	[prometheusRoutes],
	[incidentRoutes, incidentCalls],
	[replayRoutes],
	[replayLinkRoutes, replayLinkCalls],
	[stakeholderLinkRoutes, stakeholderLinkCalls],
	[rehearsalRoutes, rehearsalCalls],
	[pageActionRoutes, pageActionCalls],
	[setupRoutes, setupCalls],
	[sessionRoutes, sessionCalls],
	[pairingRoutes, pairingCalls],
	[inviteRoutes, inviteCalls],
	[singleSignOnRoutes, singleSignOnCalls],
	[meRoutes, meCalls],
	[nowRoutes, nowCalls],
	[userRoutes, userCalls],
	[contactMethodRoutes, contactMethodCalls],
	[methodCodeRoutes],
	[telegramRoutes],
	[slackRoutes],
	[slashCommandRoutes],
	[pushoverRoutes],
	[twilioRoutes],
	[textRoutes],
	[telnyxRoutes],
	[phoneUsageRoutes, phoneUsageCalls],
	[teamRoutes, teamCalls],
	[scheduleRoutes, scheduleCalls, overrideCalls],
	[onCallRoutes],
	[calendarRoutes, calendarCalls],
	[coverRoutes, coverCalls],
	[checkInRoutes, checkInCalls, hereCalls],
	[readinessRoutes, readinessCalls],
	[policyRoutes, policyCalls],
	[findingRoutes, findingCalls],
	[policyPreviewRoutes, policyPreviewCalls],
	[serviceRoutes, serviceCalls],
	[serviceHealthRoutes, serviceHealthCalls],
	[escalationRoutes, escalationCalls],
	[integrationRoutes, integrationCalls],
	[alertKeyRoutes, alertKeyCalls],
	[monitorRoutes, monitorCalls],
	[heartbeatRoutes],
	[severityPolicyRoutes, severityPolicyCalls],
	[componentRoutes, componentCalls],
	[draftRoutes, draftCalls],
	[maintenanceRoutes, maintenanceCalls],
	[remediationRoutes, remediationCalls],
	[runbookRoutes, runbookCalls],
	[settingsRoutes, settingsCalls],
	[reviewRoutes, reviewCalls],
	[reviewCommandRoutes],
	[sectionRoutes],
	[proposalRoutes],
	[reviewFileRoutes],
	[actionItemRoutes, actionItemCalls],
	[actionItemCommandRoutes],
	[contextRoutes, contextCalls],
	[trackerRoutes, trackerCalls],
	[webhookRoutes, webhookCalls],
	[deliveryRoutes],
	[tokenRoutes, tokenCalls],
	[auditLogRoutes, auditLogCalls],
	[metricsRoutes, metricsCalls],
	[digestRoutes, digestCalls],
	[configurationRoutes, configurationCalls],
	[documentRoutes(() => ENDPOINTS), pushCalls, documentCalls],
];

/** Every call: what is documented, who may call it, and which methods an address takes. */
export const ENDPOINTS: readonly Endpoint[] = PARTS.flatMap(([, ...calls]) =>
	calls.flatMap((each) => Object.values<Endpoint>(each)),
);

const MATCHERS = ENDPOINTS.map((endpoint) => ({
	endpoint,
	matches: new RegExp(`^${endpoint.path.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
}));

const partsOf = (path: string) => path.split("/").length;
/** A parameter is one part of an address: only calls with as many parts are asked. */
const BY_PARTS = Map.groupBy(MATCHERS, ({ endpoint }) => partsOf(endpoint.path));

/** The calls that an address knows, one a method; none for an address that we do not serve. */
export function endpointsAt(path: string): Endpoint[] {
	const some = BY_PARTS.get(partsOf(path)) ?? [];
	return some.filter(({ matches }) => matches.test(path)).map(({ endpoint }) => endpoint);
}

/** What stands for a parameter of the endpoint's path in this address; undefined when the address is not its. */
export function paramOf(endpoint: Endpoint, name: string, path: string): string | undefined {
	return MATCHERS.find((each) => each.endpoint === endpoint)?.matches.exec(path)?.groups?.[name];
}
