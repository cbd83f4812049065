import { useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { later } from "../../parts/later.tsx";
import { Loaded, Skeleton, staleWords } from "../../parts/states.tsx";
import { fetched } from "../../shell/newer-app.ts";
import { Columns, Screen } from "../../shell/screen.tsx";
import { wideEnough } from "../../shell/wide.ts";
import { api } from "../../state/api.ts";
import { policiesResource, serviceHealthResource } from "../../state/lists.ts";
import { mayChange } from "../../state/may.ts";
import { servicesResource, teamsResource } from "../../state/name-book.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { Service } from "../../state/wire.ts";
import { Integrations } from "../alerts/integrations.tsx";
import { ServiceRemediations } from "../remediation/service-remediations.tsx";
import { ServiceRunbooks } from "../runbooks/service-runbooks.tsx";
import { BelongsPart } from "./belongs-part.tsx";
import { ChangesPart } from "./changes-part.tsx";
import { EscalationPart, escalationResource } from "./escalation-part.tsx";
import { ServiceDays, ServiceHead } from "./service-head.tsx";
import { ServiceMonitors } from "./service-monitors.tsx";
import { SmokeChecks } from "./smoke/smoke-checks.tsx";
import "./services.css";

const EditServiceSheet = later(() =>
	fetched(async () => ({ default: (await import("./edit-sheet.tsx")).EditServiceSheet })),
);
const REFRESH_MS = 30_000;

/** One service: is it well, who is paged, what watches it, what changed, what belongs to it. Forms come after asking. */
export default function ServiceScreen() {
	const params = useParams<{ id: string }>();
	const path = `/services/${params.id}` as const;
	const service = cached<Service>(path, () => api("GET", path));
	const health = serviceHealthResource();
	const healthOf = (id: string) => health.value?.items.find(({ serviceId }) => serviceId === id);
	const policies = policiesResource();
	// On a phone who is paged comes before what watches it; on a desk they stand side by side.
	const isWide = wideEnough();
	const [editing, setEditing] = createSignal(false);
	for (const known of [servicesResource(), teamsResource()]) if (known.state === "loading") void known.read();
	refreshing(REFRESH_MS, health.reload);
	const close = () => {
		setEditing(false);
		void escalationResource(params.id).reload();
	};
	const edit = (
		<Show when={service.value && mayChange(service.value.teamId) && policies.value}>
			<Button onClick={() => setEditing(true)}>Edit</Button>
		</Show>
	);
	return (
		<Screen title={service.value?.name ?? "Service"} back="/services" trail={edit}>
			<Loaded quiet of={service} what="this service" bones={<Skeleton rows={4} height={84} />}>
				{(value) => (
					<>
						<Columns
							main={
								<>
									<ServiceHead
										value={value()}
										health={healthOf(value().id)}
										old={staleWords(service) ?? staleWords(health)}
									/>
									<ServiceDays health={healthOf(value().id)} />
									<Show when={!isWide()}>
										<EscalationPart serviceId={value().id} />
									</Show>
									<ServiceMonitors serviceId={value().id} />
									<ChangesPart serviceId={value().id} />
								</>
							}
							side={
								<>
									<Show when={isWide()}>
										<EscalationPart serviceId={value().id} />
									</Show>
									<BelongsPart value={value()} health={healthOf} />
									<SmokeChecks of={service} value={value()} />
									<Integrations serviceId={value().id} />
									<ServiceRunbooks of={service} value={value()} />
									<Show when={mayAs("responder")}>
										<ServiceRemediations serviceId={value().id} />
									</Show>
								</>
							}
						/>
						<Show when={editing()}>
							<EditServiceSheet of={service} value={value()} onClose={close} />
						</Show>
					</>
				)}
			</Loaded>
		</Screen>
	);
}
