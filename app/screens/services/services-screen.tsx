import { For } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { monitorShape, Shape, type ShapeName } from "../../parts/shape.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { monitorsResource, policiesResource, servicesResource } from "../../state/lists.ts";
import { nowResource } from "../../state/name-book.ts";
import { refreshing } from "../../state/refreshing.ts";
import type { Service } from "../../state/wire.ts";
import { NewServiceSheet } from "./new-service.tsx";
import { type ServiceState, serviceState } from "./service-state.ts";

const REFRESH_MS = 30_000;

/** What people rely on, how it is, and who is called when it breaks. */
export default function ServicesScreen() {
	const services = servicesResource();
	const policies = policiesResource();
	const monitors = monitorsResource();
	const about = (service: Service) => {
		const policy = policies.value?.items.find((one) => one.id === service.escalationPolicyId)?.name;
		const count = monitors.value?.items.filter((one) => one.serviceId === service.id).length;
		const watched = count === undefined ? null : count === 1 ? "1 monitor" : `${count} monitors`;
		return [policy, watched, service.defaultSeverity].filter(Boolean).join(" · ") || "…";
	};
	const looks = (service: Service) => {
		const [firing, watching] = [nowResource().value?.firing ?? [], monitors.value?.items];
		const state = serviceState(service.id, firing, watching ?? []);
		return state || watching ? looksOf(state) : { shape: "unknown" as const, word: "…" };
	};
	refreshing(REFRESH_MS, monitors.reload);
	return (
		<ListScreen
			title="Services"
			of={services}
			path="/services"
			empty={{
				title: "No services yet",
				words:
					"A service is something people rely on, such as a store, payments, or a database. It decides who gets paged.",
			}}
			add={(onClose) => <NewServiceSheet onClose={onClose} />}
		>
			{(items) => (
				<Rows label="Services">
					<For each={[...items()].sort((a, b) => a.name.localeCompare(b.name))}>
						{(service) => (
							<Row
								lead={<Shape of={looks(service).shape} />}
								title={service.name}
								sub={about(service)}
								trail={looks(service).word}
								href={`/services/${service.id}`}
							/>
						)}
					</For>
				</Rows>
			)}
		</ListScreen>
	);
}

function looksOf(state: ServiceState): { shape: ShapeName; word: string } {
	if (state === null) return { shape: "unknown", word: "Not watched" };
	if (state.by === "monitors") return monitorShape(state.worst);
	return { shape: state.worst === "P1" ? "down" : "degraded", word: state.words };
}
