// A query typed in the wrong keyboard layout: the same keys in the other one ("gfhfkbz" is "паралия").

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";

const other = new Map([...LATIN].flatMap((key, i) => [[key, RUSSIAN[i]], [RUSSIAN[i], key]]));

export const inOtherLayout = (text) => [...text.toLowerCase()].map((key) => other.get(key) ?? key).join("");

/** The address asked with what was typed, and with what would have been typed in the other layout. */
export function asking(url, text) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", text);
  address.searchParams.set("alt", inOtherLayout(text));
  return address;
}
