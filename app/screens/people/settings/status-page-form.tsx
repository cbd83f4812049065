import { createSignal, Show } from "solid-js";
import type { PageLanguage } from "../../../../worker/people/rules/page-languages.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { LanguageFields } from "./language-fields.tsx";

interface PageSettings {
	pageName: string | null;
	pageLogo: string | null;
	pageTimeZone: string | null;
	languages: PageLanguage[];
	version: number;
}

/** As a `data:` URL a third longer; the server takes 6,000 characters. */
const LARGEST_BYTES = 4_300;

/** What the public page is called, the picture before its name, the zone of its times, and what it speaks. */
export function StatusPageForm() {
	const settings = cached<PageSettings>("/settings", () => api("GET", "/settings"));
	return (
		<Section title="Status page">
			<Loaded of={settings} what="settings" bones={<Skeleton rows={3} height={84} />}>
				{(value) => <Form of={value()} onSaved={(next) => settings.set(next)} />}
			</Loaded>
		</Section>
	);
}

function Form(props: { of: PageSettings; onSaved(next: PageSettings): void }) {
	const [name, setName] = createSignal(props.of.pageName ?? "");
	const [zone, setZone] = createSignal(props.of.pageTimeZone ?? "");
	const [languages, setLanguages] = createSignal(props.of.languages);
	const [logo, setLogo] = createSignal(props.of.pageLogo);
	const [isTooLarge, setTooLarge] = createSignal(false);
	const saving = sending(
		() =>
			api<PageSettings>("PATCH", "/settings", {
				pageName: name().trim() || null,
				pageTimeZone: zone().trim() || null,
				languages: languages(),
				pageLogo: logo(),
			}),
		(saved) => {
			props.onSaved(saved);
			showToast("Status page updated");
		},
	);
	const choose = async (file: File | undefined) => {
		if (!file) return;
		setTooLarge(file.size > LARGEST_BYTES);
		if (file.size <= LARGEST_BYTES) setLogo(await dataUrlOf(file));
	};
	return (
		<form class="card" onSubmit={(event) => void saving.send(event)}>
			<TextField
				label="Organization"
				hint="Customers read it at the top of every public page"
				autocomplete="organization"
				maxLength={60}
				value={name()}
				error={saving.wrong("/pageName")}
				onValue={setName}
			/>
			<TextField
				label="Time zone"
				hint="Shown beside UTC, for example Europe/Berlin"
				autocomplete="off"
				maxLength={64}
				value={zone()}
				error={saving.wrong("/pageTimeZone")}
				onValue={setZone}
			/>
			<LanguageFields languages={languages()} onLanguages={setLanguages} />
			<div class="field">
				<label for="page-logo">Logo</label>
				<input
					id="page-logo"
					class="input"
					type="file"
					accept="image/png,image/svg+xml,image/webp,image/jpeg"
					aria-describedby="page-logo-hint"
					onChange={(event) => void choose(event.currentTarget.files?.[0])}
				/>
				<p class="hint" id="page-logo-hint">
					SVG, PNG, WebP, or JPEG, at most 4 KB
				</p>
				<Show when={logo()}>
					{(url) => (
						<p class="line">
							<img src={url()} alt="Current logo" height="28" />
							<Button kind="quiet" onClick={() => setLogo(null)}>
								Remove logo
							</Button>
						</p>
					)}
				</Show>
			</div>
			<Show when={isTooLarge()}>
				<Notice>This picture is larger than 4 KB. Choose a smaller one.</Notice>
			</Show>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button type="submit" wide busy={saving.busy() && "Saving…"}>
				Save
			</Button>
		</form>
	);
}

const dataUrlOf = (file: File): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
