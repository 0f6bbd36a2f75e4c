import { templateCategoryUpdated } from './template-category-updated';
import { templateComponentsUpdated } from './template-components-updated';
import { templateCorrectCategoryDetected } from './template-correct-category-detected';
import { templateQualityUpdated } from './template-quality-updated';
import { templateStatusUpdated } from './template-status-updated';

/** The events of message templates. */
export const templateEvents = [
  templateStatusUpdated,
  templateQualityUpdated,
  templateComponentsUpdated,
  templateCategoryUpdated,
  templateCorrectCategoryDetected,
];
