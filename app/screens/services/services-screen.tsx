import { For } from "solid-js";
import { SeverityPill } from "../../parts/badge.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { ListScreen } from "../../shell/list-screen.tsx";
import { monitorsResource, policiesResource, servicesResource } from "../../state/lists.ts";
import type { Service } from "../../state/wire.ts";
import { NewServiceSheet } from "./new-service.tsx";

/** What people rely on, and who is called when it breaks. */
export default function ServicesScreen() {
	const services = servicesResource();
	const policies = policiesResource();
	const monitors = monitorsResource();
	const about = (service: Service) => {
		const policy = policies.value?.items.find((one) => one.id === service.escalationPolicyId)?.name;
		const count = monitors.value?.items.filter((one) => one.serviceId === service.id).length;
		const watched = count === undefined ? null : count === 1 ? "1 monitor" : `${count} monitors`;
		return [policy, watched].filter(Boolean).join(" · ") || "…";
	};
	return (
		<ListScreen
			title="Services"
			of={services}
			path="/services"
			empty={{
				title: "No services yet",
				words:
					"A service is something that people rely on: a shop, a payment, a database. It says whom to page.",
			}}
			add={(onClose) => <NewServiceSheet onClose={onClose} />}
		>
			{(items) => (
				<Rows label="Services">
					<For each={[...items()].sort((a, b) => a.name.localeCompare(b.name))}>
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
			)}
		</ListScreen>
	);
}
