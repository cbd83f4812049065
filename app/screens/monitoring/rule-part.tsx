import { For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Ago } from "../../parts/timer.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { policiesResource } from "../../state/lists.ts";
import { servicesResource } from "../../state/name-book.ts";
import { cached } from "../../state/resource.ts";
import type { Check, Incident, List, Monitor } from "../../state/wire.ts";
import { IncidentRow } from "../incidents/list/incident-row.tsx";
import { checkShape, checkWords, regionName } from "./check-words.ts";
import { heartbeatRule, isHeartbeat } from "./heartbeat-words.ts";
import { pagesWords, ruleWords } from "./rule-words.ts";

/** When it pages, and whom: a sentence, and the service that says it. */
export function RulePart(props: { of: Monitor }) {
	const policies = policiesResource();
	const service = () => servicesResource().value?.items.find(({ id }) => id === props.of.serviceId);
	const policy = () => policies.value?.items.find(({ id }) => id === service()?.escalationPolicyId)?.name;
	const severity = () => props.of.severity ?? service()?.defaultSeverity ?? "P2";
	return (
		<Section title="Paging rule">
			<div class="card">
				<p>{isHeartbeat(props.of) ? heartbeatRule(props.of) : ruleWords(props.of)}</p>
				<Show when={service()}>
					{(it) => <p class="sub">{pagesWords(severity(), it().name, policy())}</p>}
				</Show>
			</div>
			<Rows label="Service">
				<Row title={service()?.name ?? "…"} sub="Its service" href={`/services/${props.of.serviceId}`} />
			</Rows>
		</Section>
	);
}

/** What the last failing check saw, as far as the checks go back that are read. */
export function LastFailure(props: { checks: Check[] }) {
	const failure = () => props.checks.find(({ outcome }) => outcome === "down");
	const oldest = () => props.checks.at(-1);
	return (
		<Section title="Last failure">
			<Rows label="Last failure">
				<Show
					when={failure()}
					fallback={
						<Row
							title="No failures"
							sub={
								<Show when={oldest()}>
									{(check) => (
										<>
											in the checks since <Ago at={check().at} />
										</>
									)}
								</Show>
							}
						/>
					}
				>
					{(check) => (
						<Row
							lead={<Shape of={checkShape(check())} />}
							title={checkWords(check())}
							sub={whereWords(check())}
							trail={<Ago at={check().at} />}
						/>
					)}
				</Show>
			</Rows>
		</Section>
	);
}

/** "Western Europe, after 212 ms"; nothing of what a job reported. */
const whereWords = ({ region, latencyMs }: Check): string | undefined =>
	region ? `${regionName(region)}, after ${Math.round(latencyMs)} ms` : undefined;

const SHOWN = 3;

/** What it opened before: of the last incidents of its service, those that came from it. */
export function ItsIncidents(props: { of: Monitor }) {
	const path = `/incidents?limit=50&state=resolved&serviceId=${props.of.serviceId}` as const;
	const incidents = cached<List<Incident>>(path, () => api("GET", path));
	const own = () => (incidents.value?.items ?? []).filter(({ source }) => source.id === props.of.id);
	return (
		<Section title="Past incidents">
			<Rows label="Past incidents">
				<For
					each={own().slice(0, SHOWN)}
					fallback={<Row title={incidents.value ? "No past incidents" : "…"} />}
				>
					{(incident) => <IncidentRow incident={incident} />}
				</For>
			</Rows>
		</Section>
	);
}
