// ECL writes white and its shadows' blue into its rules. A PostCSS plugin that puts variables there instead, so that the
// same rules serve the light and the dark theme, and Arial gives way to the reader's system font.
const WHITE = /#fff(?:fff)?\b(?![0-9a-f])/gi;
const GROUND = /^(background|border|outline|box-shadow)/;

export function themable() {
  return {
    postcssPlugin: "themable",
    Declaration(declaration) {
      if (declaration.prop.startsWith("--ecl-shadow")) {
        declaration.value = declaration.value.replace(/rgba\(9,49,142,[^)]*\)/g, "var(--shadow-tint)");
        return;
      }
      if (declaration.prop.startsWith("--ecl-color")) return;
      const white = GROUND.test(declaration.prop) ? "var(--ground)" : "var(--on-primary)";
      declaration.value = declaration.value.replace(WHITE, white).replace(/\barial,sans-serif/g, "var(--font)");
    },
  };
}
