import { createSignal, Show } from "solid-js";
import { SAVED_FIRST } from "../../../worker/platform/rules/phrases.ts";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { servicesResource, usersResource } from "../../state/lists.ts";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import type { Service } from "../../state/wire.ts";
import { span } from "../../state/words.ts";
import { TeamField } from "../people/team-field.tsx";
import { ToldPeople } from "../people/told-people.tsx";
import { type ServiceDraft, ServiceFields } from "./service-fields.tsx";
import { SupportHours } from "./support-hours.tsx";

interface EditServiceProps {
	of: Resource<Service>;
	value: Service;
}

/** A service's answers, as a form of its own values; whoever was faster is shown, not written over. */
export function EditService(props: EditServiceProps) {
	const users = usersResource();
	const { draft, setDraft, isSame, saving, overtaken, takeTheirs } = editing(props);
	return (
		<Section title="Service settings">
			<form class="card" onSubmit={(event) => void saving.send(event)}>
				<ServiceFields
					draft={draft()}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
					wrong={saving.wrong}
				/>
				<TeamField
					teamId={draft().teamId}
					error={saving.wrong("/teamId")}
					onTeam={(teamId) => setDraft((before) => ({ ...before, teamId }))}
				/>
				<SupportHours
					value={draft().supportHours}
					wrong={(pointer) => saving.wrong(`/supportHours${pointer}`)}
					onValue={(supportHours) => setDraft((before) => ({ ...before, supportHours }))}
				/>
				<ToldPeople
					hint="When a P1 opens, at each update, and when it ends. Below P1 in support hours only."
					ids={draft().notifyUserIds}
					people={users.value?.items ?? []}
					error={saving.wrong("/notifyUserIds")}
					onIds={(notifyUserIds) => setDraft((before) => ({ ...before, notifyUserIds }))}
				/>
				<SelectField
					label="Watch before resolving"
					hint="No one is paged meanwhile. A failure reopens the same incident."
					options={soakOptions(props.value.soakSeconds)}
					value={String(draft().soakSeconds)}
					onValue={(text) => setDraft((before) => ({ ...before, soakSeconds: Number(text) }))}
				/>
				<Show
					when={overtaken()}
					fallback={<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
				>
					<Notice act="Load theirs" onAct={takeTheirs}>
						{SAVED_FIRST}
					</Notice>
				</Show>
				<Button kind="brass" type="submit" disabled={isSame()} busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			</form>
		</Section>
	);
}

function editing(props: EditServiceProps) {
	const [version, setVersion] = createSignal(props.value.version);
	const [draft, setDraft] = createSignal(draftOf(props.value));
	const isSame = () => JSON.stringify(draft()) === JSON.stringify(draftOf(props.value));
	const take = (value: Service) => {
		props.of.set(value);
		setVersion(value.version);
		setDraft(draftOf(value));
	};
	const changed = () => ({ ...draft(), name: draft().name.trim() });
	const saving = sending(
		() => api<Service>("PATCH", `/services/${props.value.id}`, changed(), { ifMatch: version() }),
		(value) => {
			take(value);
			void servicesResource();
			showToast("Saved");
		},
	);
	const overtaken = () => {
		const why = saving.failure();
		return why && !why.offline && why.problem.slug === "precondition-failed" ? why.problem : null;
	};
	const takeTheirs = () => {
		const current = overtaken()?.body.current;
		if (current) take(current as Service);
		saving.clearError();
	};
	return { draft, setDraft, isSame, saving, overtaken, takeTheirs };
}

const draftOf = (value: Service): EditDraft => {
	const { name, defaultSeverity, escalationPolicyId, teamId, soakSeconds } = value;
	// What a device remembers of an earlier version says nothing of them.
	const { notifyUserIds = [], supportHours = null } = value;
	return { name, defaultSeverity, escalationPolicyId, teamId, soakSeconds, notifyUserIds, supportHours };
};

interface EditDraft extends ServiceDraft {
	teamId: string | null;
	soakSeconds: number;
	notifyUserIds: string[];
	supportHours: Service["supportHours"];
}

const SOAKS: readonly number[] = [0, 300, 900, 1_800, 3_600];

/** The usual spans, and what it is where that is another. */
function soakOptions(present: number): { value: string; name: string }[] {
	const all = SOAKS.includes(present) ? SOAKS : [...SOAKS, present].toSorted((a, b) => a - b);
	return all.map((seconds) => ({
		value: String(seconds),
		name: seconds === 0 ? "Off" : span(seconds * 1_000),
	}));
}
