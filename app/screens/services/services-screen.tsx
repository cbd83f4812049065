import { createMemo, For, Show } from "solid-js";
import { later } from "../../parts/later.tsx";
import { Skeleton, staleWords } from "../../parts/states.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { wideEnough } from "../../shell/wide.ts";
import { restOf, serviceHealthResource, servicesResource } from "../../state/lists.ts";
import { nowResource, usersResource } from "../../state/name-book.ts";
import { refreshing } from "../../state/refreshing.ts";
import type { Resource } from "../../state/resource.ts";
import type { List, Service, ServiceHealth } from "../../state/wire.ts";
import { inPlace } from "../incidents/list/lists.ts";
import { NewServiceSheet } from "./new-service.tsx";
import { ServiceRow } from "./service-row.tsx";
import { byHealth, type ServiceView, serviceView, summaryWords } from "./service-view.ts";
import "./services.css";

const REFRESH_MS = 30_000;

/** For a desk alone. */
const ServiceTable = later(
	() => import("./service-table.tsx"),
	() => <Skeleton rows={8} height={44} />,
);

/** What people rely on, the worst first: how it is, how it was, and who is called when it breaks. */
export default function ServicesScreen() {
	const services = servicesResource();
	const health = serviceHealthResource();
	if (usersResource().state === "loading") void usersResource().read();
	refreshing(REFRESH_MS, health.reload);
	const healthOf = (id: string) => health.value?.items.find(({ serviceId }) => serviceId === id);
	const viewOf = (id: string): ServiceView =>
		serviceView(id, healthOf(id), nowResource().value?.firing ?? []);
	return (
		<ListScreen
			title="Services"
			wide
			of={services}
			path="/services"
			quiet
			empty={{
				title: "No services yet",
				words:
					"A service is something people rely on, such as a store, payments, or a database. It decides who gets paged.",
			}}
			add={(onClose) => <NewServiceSheet onClose={onClose} />}
		>
			{(items) => (
				<Cards
					of={services}
					services={items()}
					viewOf={viewOf}
					healthOf={healthOf}
					isRead={health.value !== undefined}
					old={staleWords(health) ?? staleWords(services)}
				/>
			)}
		</ListScreen>
	);
}

/** While they are shown each keeps its place, whatever becomes of it; the next visit brings them in order. */
function Cards(props: {
	of: Resource<List<Service>>;
	services: Service[];
	viewOf(id: string): ServiceView;
	healthOf(id: string): ServiceHealth | undefined;
	isRead: boolean;
	/** Why this may not be so any more. */
	old: string | null;
}) {
	const all = () => props.services.map((service) => ({ service, view: props.viewOf(service.id) }));
	let isOrdered = false;
	const ids = createMemo<string[]>((before) => {
		const ranked = all()
			.sort(byHealth)
			.map(({ service }) => service.id);
		const kept = isOrdered ? before : [];
		isOrdered = props.isRead;
		return inPlace(ranked, kept);
	}, []);
	const serviceOf = (id: string) => props.services.find((one) => one.id === id);
	const isWide = wideEnough();
	const seen = (id: string) => {
		const service = serviceOf(id);
		return service ? [{ service, view: props.viewOf(id), health: props.healthOf(id) }] : [];
	};
	const cards = () => (
		<ul class="services" aria-label="Services">
			<For each={ids()}>
				{(id) => (
					<Show when={serviceOf(id)}>
						{(service) => (
							<ServiceRow service={service()} view={props.viewOf(id)} health={props.healthOf(id)} />
						)}
					</Show>
				)}
			</For>
		</ul>
	);
	return (
		<>
			<p class="said summary">{props.old ?? (props.isRead ? summaryWords(all()) : "")}</p>
			<Show when={isWide()} fallback={cards()}>
				<ServiceTable services={ids().flatMap(seen)} rest={restOf(props.of, "/services")} />
			</Show>
		</>
	);
}
