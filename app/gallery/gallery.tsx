import { Screen } from "../shell/screen.tsx";

export default function Gallery() {
	return <Screen title="Gallery">…</Screen>;
}
