import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api, type Failure, type Result } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import { retryKeys } from "../../state/retry-key.ts";
import { sending } from "../../state/sending.ts";
import type { Service } from "../../state/wire.ts";

/** Whether the public sees this service, and by which name: shown on purpose, and taken back the same way. */
export function OnStatusPage(props: { of: Resource<Service>; value: Service }) {
	const [name, setName] = createSignal("");
	const keys = retryKeys();
	const told = (service: Service) => {
		props.of.set(service);
		showToast(service.componentId === null ? "No longer on the status page" : "Shown on the status page");
	};
	const showing = sending(async (): Promise<Result<Service>> => {
		const body = { name: name().trim() };
		const idempotencyKey = keys.keyFor(JSON.stringify(body));
		const made = await api<{ id: string }>("POST", "/components", body, { idempotencyKey });
		if (!made.ok) return made;
		const linked = await link(props.value.id, made.value.id);
		// A component that nothing belongs to would be public all the same.
		if (!linked.ok && (await drop(made.value.id)).ok) keys.answered();
		return linked;
	}, told);
	const hiding = sending(async (): Promise<Result<Service>> => {
		const { id, componentId } = props.value;
		const unlinked = await link(id, null);
		if (!unlinked.ok || componentId === null) return unlinked;
		const dropped = await drop(componentId);
		return dropped.ok || isElsewhere(dropped) ? unlinked : dropped;
	}, told);
	return (
		<Section title="Status page">
			<Show
				when={props.value.componentId === null}
				fallback={
					<>
						<p class="sub">Customers see this service on the status page.</p>
						<Show when={hiding.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
						<Button busy={hiding.busy() && "Saving…"} onClick={() => void hiding.send()}>
							Hide from status page
						</Button>
					</>
				}
			>
				<form class="card" onSubmit={(event) => void showing.send(event)}>
					<TextField
						label="Public name"
						hint="It isn’t on the status page. Customers would read this name."
						required
						maxLength={200}
						autocomplete="off"
						value={name()}
						error={showing.wrong("/name")}
						onValue={setName}
					/>
					<Show when={showing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
					<Button type="submit" busy={showing.busy() && "Saving…"}>
						Show on status page
					</Button>
				</form>
			</Show>
		</Section>
	);
}

const drop = (componentId: string): Promise<Result<void>> => api("DELETE", `/components/${componentId}`);

/** Another service is shown by it too, or it is gone already. */
const isElsewhere = (failure: Failure): boolean =>
	!failure.offline && ["in-use", "not-found"].includes(failure.problem.slug);

const link = (serviceId: string, componentId: string | null): Promise<Result<Service>> =>
	api("PATCH", `/services/${serviceId}`, { componentId });
