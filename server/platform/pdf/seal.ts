/**
 * The round seal of a legal entity as SVG: name along the upper arc, star in the middle, purpose below. A picture only;
 * what proves a paper is its hash in the audit.
 */
export const sealSvg = (entityName: string, purpose: string): string => {
  const characters = [...entityName];
  const spread = Math.min(250, 22 * characters.length);
  const step = characters.length > 1 ? spread / (characters.length - 1) : 0;
  const arc = characters.map((character, index) => {
    const angle = -spread / 2 + step * index;
    return `<text transform="rotate(${angle.toFixed(2)} 100 100)" x="100" y="40" text-anchor="middle">${escaped(character)}</text>`;
  });
  const star = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? 26 : 10;
    const angle = (Math.PI / 5) * index - Math.PI / 2;
    return `${(100 + radius * Math.cos(angle)).toFixed(1)},${(100 + radius * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" opacity="0.82">
<circle cx="100" cy="100" r="94" fill="none" stroke="#c8102e" stroke-width="5"/>
<polygon points="${star}" fill="#c8102e"/>
<g fill="#c8102e" font-family="Noto Serif SC" font-weight="700" font-size="21">${arc.join('')}</g>
<text x="100" y="158" text-anchor="middle" fill="#c8102e" font-family="Noto Serif SC" font-weight="700" font-size="17">${escaped(purpose)}</text>
</svg>`;
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
