import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = 'http://localhost:3000'

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^#contract\//, replacement: here('../contract/src/') },
      { find: /^zod$/, replacement: here('src/platform/zod.ts') },
    ],
  },
  server: { proxy: { '/api': server, '/health': server, '/ready': server } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What changes only with its version is kept apart, so that browsers keep it; all that the frame needs
        // (with what it imports) is one file: fifty small ones would compress worse and ask more often.
        codeSplitting: {
          groups: [
            { name: 'react', priority: 3, test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'tanstack', priority: 2, test: /node_modules[\\/]@tanstack[\\/]/ },
            {
              name: 'frame',
              priority: 1,
              test: /web[\\/]src[\\/](main|frame|ui[\\/]app-shell|session[\\/]SignIn)\.tsx$/,
            },
          ],
        },
      },
    },
  },
})
