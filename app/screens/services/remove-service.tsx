import { useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { servicesResource } from "../../state/lists.ts";
import type { Service } from "../../state/wire.ts";

export function RemoveService(props: { value: Service }) {
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
				act="Delete service"
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
