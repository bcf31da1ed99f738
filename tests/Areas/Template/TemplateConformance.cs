using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Template.Tests;

public sealed class TemplateConformance() : AreaConformance<TemplateArea>("template", TemplateFolders.Config, TemplateFolders.Plugins);
