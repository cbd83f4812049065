import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api, type Result } from "../../state/api.ts";
import { policiesResource, servicesResource } from "../../state/lists.ts";
import { sending } from "../../state/sending.ts";
import { me } from "../../state/session.ts";
import type { Policy, Service } from "../../state/wire.ts";
import { ownPolicy, PAGE_ME } from "./own-policy.ts";
import { type ServiceDraft, ServiceFields } from "./service-fields.tsx";

/** A further service, in three answers. */
export function NewServiceSheet(props: { onClose(): void }) {
	const navigate = useNavigate();
	const policies = policiesResource();
	const [draft, setDraft] = createSignal<ServiceDraft>({
		name: "",
		defaultSeverity: "P2",
		escalationPolicyId: policies.value?.items[0]?.id ?? PAGE_ME,
	});
	const adding = sending(
		() => makeService(draft()),
		async ({ id, name }) => {
			await Promise.all([servicesResource().reload(), policies.reload()]);
			showToast(`${name} added`);
			props.onClose();
			navigate(`/services/${id}`);
		},
	);
	return (
		<Sheet
			open
			title="Add a service"
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="new-service" busy={adding.busy() && "Adding…"}>
					Add service
				</Button>
			}
		>
			<form class="stack wide" id="new-service" onSubmit={(event) => void adding.send(event)}>
				<ServiceFields
					draft={draft()}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
					wrong={adding.wrong}
					offerMe
				/>
				<Show when={adding.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

async function makeService(draft: ServiceDraft): Promise<Result<Service>> {
	const name = draft.name.trim();
	const fields = { name, defaultSeverity: draft.defaultSeverity };
	if (draft.escalationPolicyId !== PAGE_ME)
		return api("POST", "/services", { ...fields, escalationPolicyId: draft.escalationPolicyId });
	const owner = me().value?.user;
	if (!owner) return { ok: false, offline: true };
	const policy = await api<Policy>("POST", "/escalation-policies", ownPolicy(owner));
	if (!policy.ok) return policy;
	const made = await api<Service>("POST", "/services", { ...fields, escalationPolicyId: policy.value.id });
	if (!made.ok) await api("DELETE", `/escalation-policies/${policy.value.id}`);
	return made;
}
