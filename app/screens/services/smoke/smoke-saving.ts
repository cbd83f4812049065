import { createSignal } from "solid-js";
import { showToast } from "../../../parts/toast.tsx";
import { api, type Result } from "../../../state/api.ts";
import type { Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import type { Service } from "../../../state/wire.ts";
import type { SmokeCheck } from "./smoke-draft.ts";

/** The list of a service's smoke checks is saved as a whole, over the version that was read: nobody's change is lost. */
export function smokeSaving(of: Resource<Service>, read: Service) {
	const [base, setBase] = createSignal(read);
	let wanted: SmokeCheck[] = [];
	let done = (_saved: Service): void => {};
	const saving = sending(
		() => patch(base(), wanted),
		(saved) => {
			setBase(saved);
			of.set(saved);
			done(saved);
		},
	);
	const overtaken = () => {
		const why = saving.failure();
		return why && !why.offline && why.problem.slug === "precondition-failed" ? why.problem : null;
	};
	return {
		base,
		saving,
		overtaken,
		save: (next: SmokeCheck[], onSaved: (saved: Service) => void) => {
			[wanted, done] = [next, onSaved];
			void saving.send();
		},
		/** What somebody else saved meanwhile; null when the server did not say. */
		takeTheirs: (): Service | null => {
			const theirs = (overtaken()?.body.current ?? null) as Service | null;
			if (theirs) {
				setBase(theirs);
				of.set(theirs);
			}
			saving.clearError();
			return theirs;
		},
	};
}

export type SmokeSaving = ReturnType<typeof smokeSaving>;

const patch = ({ id, version }: Pick<Service, "id" | "version">, smokeChecks: SmokeCheck[]) =>
	api<Service>("PATCH", `/services/${id}`, { smokeChecks }, { ifMatch: version });

/** Says that one is gone, with the way back to its place among those that are there then. */
export function sayRemoved(of: Resource<Service>, removed: SmokeCheck, index: number): void {
	showToast(`${removed.name} removed`, () => void putBack(of, removed, index), `smoke:${removed.name}`);
}

async function putBack(of: Resource<Service>, removed: SmokeCheck, index: number): Promise<void> {
	const service = of.value;
	if (!service) return;
	const answer: Result<Service> = await patch(service, service.smokeChecks.toSpliced(index, 0, removed));
	if (answer.ok) of.set(answer.value);
	const words = answer.ok ? `${removed.name} is back` : "Couldn’t undo. Add the check again.";
	showToast(words, undefined, `smoke:${removed.name}`);
}
