import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The largest chunk is the component library, loaded once and kept by its hash.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // What changes with every release apart from what hardly ever changes, so that a new version reloads little.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/,
              priority: 3,
            },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  // The reader of files runs in a worker that loads its parts as the page does.
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': process.env.JINGTU_API ?? 'http://127.0.0.1:8080' } },
})
