/** The Database operator of Part 25: its definitions, an example, and what it is installed by lie in the home directory. */
import { anyController } from '../../../cluster/control/controller';
import { databaseOperator } from '../../operator/controller';
import { CONVERTER_IMAGES, CONVERTER_MANIFEST, DATABASE_CRD_CONVERSION } from '../../operator/conversion';
import { DATABASE_CRD, DATABASE_CRD_V2 } from '../../operator/definition';
import { OPERATOR_IMAGES, operatorManifest } from '../../operator/install';
import { LEVEL_SCRIPT } from '../../operator/script';
import type { Addon } from './addon';

const EXAMPLE = `apiVersion: example.com/v1
kind: Database
metadata:
  name: my
spec:
  engine: postgres
  replicas: 3
`;

const INSTALL = operatorManifest(LEVEL_SCRIPT);

export const OPERATOR_ADDON: Addon = {
  controller: () => anyController(databaseOperator),
  images: { ...OPERATOR_IMAGES, ...CONVERTER_IMAGES },
  manifests: '',
  files: { 'database-crd.yaml': DATABASE_CRD, 'database-crd-v2.yaml': DATABASE_CRD_V2, 'my.yaml': EXAMPLE, 'database-operator.yaml': INSTALL, 'database-crd-conversion.yaml': DATABASE_CRD_CONVERSION, 'database-converter.yaml': CONVERTER_MANIFEST },
  applied: `${DATABASE_CRD}---\n${INSTALL}`,
  network: {},
};
