import { createSignal, Show } from "solid-js";
import { LOGO_BYTES } from "../../../worker/people/rules/page-logo.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";

/** The picture before the page's name. */
export function LogoField(props: {
	logo: string | null;
	error: string | undefined;
	onLogo(logo: string | null): void;
}) {
	const [isTooLarge, setTooLarge] = createSignal(false);
	const choose = async (file: File | undefined) => {
		if (!file) return;
		setTooLarge(file.size > LOGO_BYTES);
		if (file.size <= LOGO_BYTES) props.onLogo(await dataUrlOf(file));
	};
	return (
		<>
			<Field
				label="Logo"
				hint="SVG, PNG, WebP, or JPEG, at most 64 KB"
				error={isTooLarge() ? "This picture is larger than 64 KB. Choose a smaller one." : props.error}
			>
				{(wiring) => (
					<input
						{...wiring}
						class="input"
						type="file"
						accept="image/png,image/svg+xml,image/webp,image/jpeg"
						onChange={(event) => void choose(event.currentTarget.files?.[0])}
					/>
				)}
			</Field>
			<Show when={props.logo}>
				{(url) => (
					<p class="line">
						<img src={url()} alt="Current logo" height="28" />
						<Button kind="quiet" onClick={() => props.onLogo(null)}>
							Remove logo
						</Button>
					</p>
				)}
			</Show>
		</>
	);
}

const dataUrlOf = (file: File): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
