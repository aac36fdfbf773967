import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

export type { PDFDocumentProxy };

/** Loads pdf.js only when the first PDF is opened. Character maps, fonts and decoders come from our own host. */
export const openPdf = async (url: string): Promise<PDFDocumentProxy> => {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdfjs.getDocument({
    url,
    withCredentials: true,
    cMapUrl: '/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    // WebAssembly would need a hole in the content security policy; the decoders in plain script draw the same pages.
    useWasm: false,
    isEvalSupported: false,
  }).promise;
};
