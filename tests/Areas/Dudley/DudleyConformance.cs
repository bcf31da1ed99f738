using WorkWell.Areas.Testing;

namespace WorkWell.Areas.Dudley.Tests;

public sealed class DudleyConformance() : AreaConformance<DudleyArea>("dudley");
