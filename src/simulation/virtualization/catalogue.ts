import type { FigureId } from './constants';
import { figure } from './constants';
import type { AppKind } from './types';

/** An image is a base that other images may share, and what the application adds to it. */
export interface CatalogueEntry {
  /** The image's name as a reader would pull it. */
  readonly image: string;
  readonly base: FigureId;
  readonly full: FigureId;
}

/** nginx and Python are both built on debian:trixie-slim; MySQL's official image is built on Oracle Linux, Temurin's on Ubuntu. */
export const CATALOGUE: Readonly<Record<AppKind, CatalogueEntry>> = {
  nginx: { image: 'nginx:1.30', base: 'baseDebian', full: 'imageNginx' },
  python: { image: 'python:3.13-slim', base: 'baseDebian', full: 'imagePython' },
  mysql: { image: 'mysql:8.4', base: 'baseOracle', full: 'imageMysql' },
  java: { image: 'eclipse-temurin:21-jre', base: 'baseUbuntu', full: 'imageJava' },
};

/** MB of one image: its base, and the layers above it. */
export function imageParts(app: AppKind): { baseMB: number; ownMB: number } {
  const { base, full } = CATALOGUE[app];
  const baseMB = figure(base).value;
  return { baseMB, ownMB: figure(full).value - baseMB };
}
