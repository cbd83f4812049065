import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { filledLink } from "../../../worker/services/rules/filled-link.ts";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Section } from "../../shell/screen.tsx";
import { now } from "../../state/clock.ts";
import { hoursWords } from "../../state/hours-words.ts";
import { componentsResource } from "../../state/lists.ts";
import { nowResource, servicesResource, teamsResource } from "../../state/name-book.ts";
import type { Service, ServiceHealth } from "../../state/wire.ts";
import { LOOKS, serviceView } from "./service-view.ts";

/** What belongs to it: what it needs and what needs it, its team, its place on the status page, its links. */
export function BelongsPart(props: { value: Service; health(id: string): ServiceHealth | undefined }) {
	const all = () => servicesResource().value?.items ?? [];
	const needs = () => all().filter(({ id }) => props.value.dependsOn.includes(id));
	const neededBy = () => all().filter(({ dependsOn }) => dependsOn.includes(props.value.id));
	const components = componentsResource();
	const nameIn = (list: { id: string; name: string }[] | undefined, id: string | null, none: string) =>
		id === null ? none : list ? (list.find((one) => one.id === id)?.name ?? "Unknown") : "…";
	const chips = (services: Service[]) => <Chips of={services} health={props.health} />;
	return (
		<Section title="Details">
			<Rows label="Details">
				<Fact name="Depends on" none="Nothing" when={needs().length > 0}>
					{chips(needs())}
				</Fact>
				<Fact name="Needed by" none="Nothing" when={neededBy().length > 0}>
					{chips(neededBy())}
				</Fact>
				<Row
					title="Team"
					sub={changersWords(props.value.teamId)}
					trail={nameIn(teamsResource().value?.items, props.value.teamId, "None")}
				/>
				<Row title="Default severity" trail={props.value.defaultSeverity} />
				<Row title="Support hours" sub={supportWords(props.value.supportHours)} />
				<Row title="Tier" trail={props.value.tier ?? "None"} />
				<Row
					title="Status page"
					trail={nameIn(components.value?.items, props.value.componentId, "Not shown")}
				/>
				<For each={props.value.links}>
					{({ label, url }) => <Row title={label} sub={hostOf(url)} href={lastHour(url)} external />}
				</For>
			</Rows>
		</Section>
	);
}

/** In which hours a severity that keeps hours is paged. */
const supportWords = (hours: Service["supportHours"] | undefined): string =>
	hours
		? `${hoursWords(hours.windows)} · ${hours.timeZone.replaceAll("_", " ")}`
		: "The business hours of its team";

/** Opened from here, a link that shows a time shows the last hour. */
const lastHour = (url: string): string => filledLink(url, { from: now() - 3_600_000, to: now() }, now());

function Fact(props: { name: string; none: string; when: boolean; children: JSX.Element }) {
	return (
		<Show when={props.when} fallback={<Row title={props.name} trail={props.none} />}>
			<Row title={props.name} sub={props.children} />
		</Show>
	);
}

function Chips(props: { of: Service[]; health(id: string): ServiceHealth | undefined }) {
	const looks = (id: string) =>
		LOOKS[serviceView(id, props.health(id), nowResource().value?.firing ?? []).state];
	return (
		<span class="chips">
			<For each={props.of}>
				{({ id, name }) => (
					<A class="badge filled" href={`/services/${id}`}>
						<Shape of={looks(id).shape} />
						{name}
						<span class="unseen">, {looks(id).word}</span>
					</A>
				)}
			</For>
		</span>
	);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

const changersWords = (teamId: string | null): string =>
	teamId === null
		? "Every responder can change this service"
		: "Its members and admins can change this service";
