import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { monitorsResource, policiesResource, servicesResource } from "../../state/lists.ts";
import { cached } from "../../state/resource.ts";
import { mayAs } from "../../state/session.ts";
import type { Service } from "../../state/wire.ts";
import { Integrations } from "../alerts/integrations.tsx";
import { ServiceRemediations } from "../remediation/service-remediations.tsx";
import { EditService } from "./edit-service.tsx";
import { OnStatusPage } from "./on-status-page.tsx";
import { SmokeChecks } from "./smoke/smoke-checks.tsx";

/** One service: what watches it, what else may raise an alarm for it, and whom it pages. */
export default function ServiceScreen() {
	const params = useParams<{ id: string }>();
	const path = `/services/${params.id}` as const;
	const service = cached<Service>(path, () => api("GET", path));
	const policies = policiesResource();
	const policyName = (id: string) => policies.value?.items.find((one) => one.id === id)?.name ?? "…";
	return (
		<Screen title={service.value?.name ?? "Service"} back="/services">
			<Loaded of={service} what="this service" bones={<Skeleton rows={3} height={84} />}>
				{(value) => (
					<>
						<Watched serviceId={value().id} />
						<SmokeChecks of={service} value={value()} />
						<Integrations serviceId={value().id} />
						<Show when={mayAs("responder")}>
							<ServiceRemediations serviceId={value().id} />
						</Show>
						<Show
							when={mayAs("admin") && policies.value}
							fallback={
								<Section title="Who is paged">
									<Rows>
										<Row
											title={policyName(value().escalationPolicyId)}
											sub={`As ${value().defaultSeverity}`}
										/>
									</Rows>
								</Section>
							}
						>
							<EditService of={service} value={value()} />
							<OnStatusPage of={service} value={value()} />
							<Remove value={value()} />
						</Show>
					</>
				)}
			</Loaded>
		</Screen>
	);
}

function Watched(props: { serviceId: string }) {
	const monitors = monitorsResource();
	const own = () => (monitors.value?.items ?? []).filter((one) => one.serviceId === props.serviceId);
	return (
		<Section title="Monitors">
			<Show
				when={own().length > 0}
				fallback={
					<Show when={monitors.value} fallback={<Skeleton rows={1} height={62} />}>
						<Rows>
							<Row title="No monitors yet" sub="Add a monitor" href="/monitors" />
						</Rows>
					</Show>
				}
			>
				<Rows label="Monitors">
					<For each={own()}>
						{(monitor) => (
							<Row
								lead={<Shape of={monitorShape(monitor.state).shape} />}
								title={monitor.name}
								trail={monitorShape(monitor.state).word}
								href={`/monitors/${monitor.id}`}
							/>
						)}
					</For>
				</Rows>
			</Show>
		</Section>
	);
}

function Remove(props: { value: Service }) {
	const navigate = useNavigate();
	const [removing, setRemoving] = createSignal(false);
	return (
		<Section title="Delete service">
			<Button kind="danger" wide onClick={() => setRemoving(true)}>
				Delete service…
			</Button>
			<Confirm
				open={removing()}
				title={`Delete ${props.value.name}?`}
				act="Delete the service"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/services/${props.value.id}`)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					void servicesResource();
					showToast(`${props.value.name} deleted`);
					navigate("/services", { replace: true });
				}}
			>
				Alerts sent to it will be rejected. Its incidents are kept. Delete its monitors first.
			</Confirm>
		</Section>
	);
}
