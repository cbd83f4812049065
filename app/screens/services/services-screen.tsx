import { createSignal, For, Show } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";
import { mayAs } from "../../state/session.ts";
import type { Service } from "../../state/wire.ts";
import { MoreOf } from "../settings/more-list.tsx";
import { monitorsResource, policiesResource, servicesResource } from "./lists.ts";
import { NewServiceSheet } from "./new-service.tsx";

/** What people rely on, and who is called when it breaks. */
export default function ServicesScreen() {
	const services = servicesResource();
	const policies = policiesResource();
	const monitors = monitorsResource();
	const [adding, setAdding] = createSignal(false);
	const about = (service: Service) => {
		const policy = policies.value?.items.find((one) => one.id === service.escalationPolicyId)?.name;
		const count = monitors.value?.items.filter((one) => one.serviceId === service.id).length;
		const watched = count === undefined ? null : count === 1 ? "1 monitor" : `${count} monitors`;
		return [policy, watched].filter(Boolean).join(" · ") || "…";
	};
	const addButton = (kind: "brass" | "plain") => (
		<Show when={mayAs("admin")}>
			<Button kind={kind} onClick={() => setAdding(true)}>
				<Icon name="plus" size={18} />
				Add
			</Button>
		</Show>
	);
	return (
		<Screen title="Services" trail={addButton("plain")}>
			<Loaded of={services} what="The services" bones={<Skeleton rows={5} height={68} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={
							<Empty title="No services yet" act={addButton("brass")}>
								A service is something that people rely on: a shop, a payment, a database. It says whom to
								page.
							</Empty>
						}
					>
						<Rows label="Services">
							<For each={[...list().items].sort((a, b) => a.name.localeCompare(b.name))}>
								{(service) => (
									<Row
										lead={<SeverityPill of={service.defaultSeverity} over />}
										title={service.name}
										sub={about(service)}
										href={`/services/${service.id}`}
									/>
								)}
							</For>
						</Rows>
						<MoreOf of={services} path="/services" />
					</Show>
				)}
			</Loaded>
			<Show when={adding()}>
				<NewServiceSheet onClose={() => setAdding(false)} />
			</Show>
		</Screen>
	);
}
