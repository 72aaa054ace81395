/** The inline argument of an option: `gpuMem` is `ant_gpu_mem`. */
export function optionName(field: string): string {
  return `ant_${field.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`)}`;
}
