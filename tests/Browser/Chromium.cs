using System.Collections.Concurrent;
using Microsoft.Playwright;
using WorkWell.Browser.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace WorkWell.Browser.Tests;

/// <summary>The system's own Chromium, without its windows where that is installed, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly TimeSpan MaxStill = TimeSpan.FromMinutes(3);

    // What a window costs is processor time: more at once than this only wait for each other.
    private readonly SemaphoreSlim room = new(Environment.ProcessorCount + 1);
    private IPlaywright playwright = null!;
    private readonly CancellationTokenSource ended = new();
    private IBrowser browser = null!;
    private Task watch = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var path = Array.Find(Places, File.Exists)
            ?? throw new InvalidOperationException(
            "The browser tests need Chromium. Run: apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-core");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // A process of its own for drawing is ended by its watchdog on a loaded machine; at the sixth time the browser gives up.
            Args = ["--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"],
        });
        watch = WatchAsync(await browser.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watch;
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        room.Dispose();
        ended.Dispose();
    }

    // Most of what Playwright asks of a browser has no time limit: one that stands still would hold every test until the limit of the whole run.
    private async Task WatchAsync(IPage page)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(30), ended.Token);
                await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(drawn))").WaitAsync(MaxStill, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The tests have ended.
        }
        catch (PlaywrightException)
        {
            // The browser has, which every test says that uses it.
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"The browser has drawn nothing for {MaxStill.TotalMinutes} minutes. It is ended, so that no test waits.");
            playwright.Dispose();
        }
    }

    /// <summary>Opens a window with no past, once there is room for it.</summary>
    /// <param name="width">Its width: 320 is the narrowest that has to work.</param>
    /// <param name="script">Whether scripts run.</param>
    /// <returns>The window; dispose of it.</returns>
    public async Task<Window> OpenAsync(int width = 1280, bool script = true)
    {
        await room.WaitAsync();
        try
        {
            var context = await browser.NewContextAsync(
                new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, JavaScriptEnabled = script, Locale = "en-GB",
                ReducedMotion = ReducedMotion.Reduce });
            context.SetDefaultTimeout(60_000);
            await context.AddInitScriptAsync(PageChecks.LoadAxe);
            return new Window(context, await context.NewPageAsync(), room);
        }
        catch
        {
            // Without a browser every test fails; none may wait for the room of one that did.
            room.Release();
            throw;
        }
    }
}

/// <summary>One window, which notes what it shows, whatever it loads from elsewhere and whatever it complains of.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly SemaphoreSlim room;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<Uri> loaded = new();

    internal Window(IBrowserContext context, IPage page, SemaphoreSlim room)
    {
        this.context = context;
        this.room = room;
        Page = page;
        page.Request += (_, request) => loaded.Enqueue(new Uri(request.Url));
        page.Response += (_, response) =>
        {
            if (response.Headers.TryGetValue(PageNames.Header, out var name)) Shown = name;
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>The application's name for the page that was shown last, such as "/Refer/AskPlace".</summary>
    public string Shown { get; private set; } = "";

    /// <summary>Errors and warnings in the console, among them everything that the content security policy stopped.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Hosts that something was loaded from.</summary>
    public IEnumerable<string> Hosts => loaded.Select(address => address.Authority).Distinct();

    /// <summary>Gives the window a device that makes and shows passkeys, as if somebody always said yes.</summary>
    /// <returns>The session in which the device is there.</returns>
    public async Task<ICDPSession> AddAuthenticatorAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await context.DisposeAsync();
        }
        finally
        {
            room.Release();
        }
    }
}
