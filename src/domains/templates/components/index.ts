// Every kind has to be loaded for the interface to know its implementations.
import './headers';
import './interactive-parts';
import './texts';

export { TemplateComponent, templateComponentTypeOf } from './template-component';
