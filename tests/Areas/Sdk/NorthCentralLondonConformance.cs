using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>An area from configuration alone, held to the same.</summary>
public sealed class NorthCentralLondonConformance() : AreaConformance<NationalArea>("ncl");
